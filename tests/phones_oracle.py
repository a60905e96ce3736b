"""What the library `phonenumbers` makes of lines of text, as JSON, one answer a line.

A line `number TEXT` is read as a number of Japan, a line `text TEXT` is searched for numbers.
"""

import json
import sys

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher


def written(number):
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def read(text):
    try:
        number = phonenumbers.parse(text, "JP")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number_for_region(number, "JP"):
        return None
    return written(number)


def found(text):
    matches = PhoneNumberMatcher(text, "JP", leniency=Leniency.VALID)
    return [written(match.number) for match in matches]


for line in sys.stdin:
    task, text = line.rstrip("\n").split(" ", 1)
    text = text.replace("⏎", "\n")
    print(json.dumps(read(text) if task == "number" else found(text)))
