"""What each flag of a 企微管家 vector says about it."""

FLAGS = {
    "TypeConflict": "the documents and what is sent disagree about a type",
    "Unknown": "holds something that no document describes; nothing of it may be lost",
    "Hostile": "made to get past a check or to exhaust something",
    "Malformed": "breaks the format of the request, the payload or the configuration",
    "Published": "as broken as the vendor's own sample",
    "ExactNumber": "holds numbers that a double or a 64-bit integer cannot keep; compare them as decimal text",
    "LoneSurrogate": "the payload holds half a surrogate pair, which many JSON readers refuse",
}
