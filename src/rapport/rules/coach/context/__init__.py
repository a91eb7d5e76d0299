"""What a draft says of the other side, held against what both can see."""
