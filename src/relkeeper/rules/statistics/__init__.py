"""Pure rules of statistics: spans of days, shares, silences, hours, shades and peaks."""
