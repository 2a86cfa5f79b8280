"""Looking after the file as a whole: backups, restoring, checking, making it small."""
