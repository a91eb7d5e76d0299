"""Groups and events that people share: ground on which a request may stand."""
