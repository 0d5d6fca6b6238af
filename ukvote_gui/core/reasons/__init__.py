"""Why a constituency elects whom it elects, in words and in columns of votes, made from its audit trail."""
