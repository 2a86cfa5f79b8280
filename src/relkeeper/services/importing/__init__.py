"""What comes in: drafts of readers become rows, with the right people and nothing twice; ingest.py is its door."""
