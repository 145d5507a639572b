"""Reception Desk: the front desk of a car repair shop."""

__version__ = "0.1.0"
