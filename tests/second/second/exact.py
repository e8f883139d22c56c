"""Exact numbers, their text, rounding, the canonical form and digests (record.md, sections 2 and 3)."""

import hashlib
import re
from fractions import Fraction

DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z", re.ASCII)
LIMIT = Fraction(2**63, 10**6)  # "about 9.2 × 10^12": read as 2^63 millionths


class Refused(Exception):
    """The model or the inputs are faulty: nothing may be computed from them."""

    def __init__(self, place, reason):
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def decimal(text, place):
    """A plain decimal in text: no exponent, no leading zeros, no -0, at most 36 digits."""
    if not isinstance(text, str) or not DECIMAL.match(text):
        raise Refused(place, f"{text!r} is not a plain decimal")
    value = Fraction(text)
    if text.startswith("-") and value == 0:
        raise Refused(place, "minus zero")
    if sum(sign.isdigit() for sign in text) > 36:
        raise Refused(place, "more than 36 digits")
    if abs(value) >= LIMIT:
        raise Refused(place, "too large")
    return value


def decimals_of(text):
    """Decimals of a number as written, counted without trailing zeros."""
    return len(text.partition(".")[2].rstrip("0"))


def number(text, place, decimals=None, low=None, high=None, above=None):
    """A decimal with at most `decimals` decimals, within [low, high], above `above`."""
    value = decimal(text, place)
    if decimals is not None and decimals_of(text) > decimals:
        raise Refused(place, f"{text} has more than {decimals} decimals")
    if low is not None and value < low:
        raise Refused(place, f"{text} is below {low}")
    if high is not None and value > high:
        raise Refused(place, f"{text} is above {high}")
    if above is not None and value <= above:
        raise Refused(place, f"{text} is not above {above}")
    return value


def rounded(value, rounding):
    """The published rounding: between the neighbours among the multiples of 10^-decimals."""
    scale = 10 ** rounding["decimals"]
    scaled = Fraction(value) * scale
    lower = scaled.numerator // scaled.denominator
    rest = scaled - lower
    if rest == 0:
        return Fraction(lower, scale)
    negative, half = scaled < 0, Fraction(1, 2)
    mode = rounding["mode"]
    if mode == "floor":
        up = False
    elif mode == "ceiling":
        up = True
    elif mode == "toward_zero":
        up = negative
    elif mode == "away_from_zero":
        up = not negative
    elif mode == "half_even":
        up = rest > half or (rest == half and lower % 2 == 1)
    elif mode == "half_away_from_zero":
        up = rest > half or (rest == half and not negative)
    else:
        raise Refused("/rounding", f"no mode {mode!r}")
    return Fraction(lower + (1 if up else 0), scale)


def text_of(value):
    """The one text of an exact number: shortest decimal if finite, otherwise n/d in lowest terms."""
    value = Fraction(value)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def quoted(text):
    """A text in canonical form (RFC 8785)."""
    parts = []
    for sign in text:
        if sign in SHORT:
            parts.append(SHORT[sign])
        elif sign < " ":
            parts.append(f"\\u{ord(sign):04x}")
        else:
            parts.append(sign)
    return '"' + "".join(parts) + '"'


def canonical(value):
    """Canonical form of a JSON value, as text; members sorted by UTF-16 code units."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(f"{quoted(name)}:{canonical(value[name])}" for name in names) + "}"


def digest(value):
    """SHA-256 over the canonical bytes."""
    return "sha256:" + hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()
