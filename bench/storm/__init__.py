"""The deadline storm: many bids on many calls that close at the same moment, against a floor in the same run."""
