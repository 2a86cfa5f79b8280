"""One file per report: its columns, or its fields and parts, as data. Each holds its view as VIEW."""
