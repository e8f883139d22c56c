"""Steps, operands and operations of a trace (record.md, sections 7 and 9)."""

from fractions import Fraction

from .exact import text_of


def escape(key):
    """A key in a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


class Operand:
    """What a step computes with: where it stands, its exact value and its text."""

    def __init__(self, source, target, value, text=None):
        self.source, self.target, self.value = source, target, value
        self.text = text_of(value) if text is None else text

    def shown(self):
        """The operand as it stands in a trace."""
        return {"source": self.source, "target": self.target, "value": self.text}


def pick(values):
    """The operand after the first whose number, from 0, is the first."""
    return values[1 + int(values[0])]


def product(values):
    """a × b."""
    return values[0] * values[1]


def pairs(values):
    """The second of each pair whose first is 1."""
    return [value for yes, value in zip(values[::2], values[1::2]) if yes == 1]


def median(values):
    """The median of the chosen values."""
    row = sorted(pairs(values))
    return (row[(len(row) - 1) // 2] + row[len(row) // 2]) / 2


OPERATIONS = {
    "sum": lambda values: sum(values, Fraction(0)), "subtract": lambda values: values[0] - values[1],
    "multiply": product, "divide": lambda values: values[0] / values[1],
    "power": lambda values: values[0] ** int(values[1]), "minimum": min, "pick": pick,
    "level_reached": lambda values: Fraction(sum(values[0] >= border for border in values[1:])),
    "level_given": lambda values: values[0], "at_least": lambda values: Fraction(int(values[0] >= values[1])),
    "above_zero": lambda values: Fraction(int(values[0] > 0)), "sum_of": lambda values: sum(pairs(values), Fraction(0)),
    "median_of": median, "participating": lambda values: sum(values[1:], Fraction(0)),
}


class Steps:
    """A list of steps, with makers of operands."""

    def __init__(self, model, inputs):
        self.model, self.inputs, self.steps = model, inputs, []

    @staticmethod
    def operand(source, target, value, text=None):
        """An operand; numbers become exact."""
        return Operand(source, target, Fraction(value) if text is None else value, text)

    def constant(self, value):
        """A constant, which is its own target."""
        return self.operand("constant", str(value), value)

    def at_model(self, pointer, value, text=None):
        """A number, or a text, in the model."""
        return self.operand("model", pointer, value, text)

    def at_bid(self, key, pointer, value, text=None):
        """A number, or a text, in a bid."""
        return self.operand("bid", f"/bids/{escape(key)}{pointer}", value, text)

    def add(self, about, rule, name, operation, operands, value, unit):
        """A step whose value is known."""
        step = {"number": len(self.steps), **about, "rule": rule, "name": name, "operation": operation,
                "from": [operand.shown() for operand in operands], "value": text_of(value), "unit": unit}
        self.steps.append(step)
        return Operand("step", str(step["number"]), Fraction(value))

    def compute(self, about, rule, name, operation, operands, unit):
        """A step whose value its operation gives."""
        value = OPERATIONS[operation]([operand.value for operand in operands])
        return self.add(about, rule, name, operation, operands, value, unit)
