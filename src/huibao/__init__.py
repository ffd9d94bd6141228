"""汇报: an offline editor for the reports that Chinese communities, subdistricts and offices write every year."""

__version__ = "0.1.0"
