"""What trainers write: read from files, checked in one go, held in memory as frozen values."""
