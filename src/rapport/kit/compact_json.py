"""JSON without a blank too many; the encoders are made once, json.dumps makes one for each call."""

import json

encode = json.JSONEncoder(separators=(",", ":")).encode
# What JSON does not know (ids, moments) as text.
encode_any = json.JSONEncoder(separators=(",", ":"), default=str).encode
