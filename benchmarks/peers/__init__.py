"""relkeeper beside other programs for the same purpose, each in an environment of its own. See PEERS.md."""
