"""The rules of UK statutory complaint procedures as data."""
