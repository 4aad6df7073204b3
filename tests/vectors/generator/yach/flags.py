"""What each flag of a Yach vector says about it."""

FLAGS = {
    "Published": "the input stands in a document of the vendor, character for character",
    "ThirdParty": "seen in public code of others, not in the vendor's documents",
    "TypeConflict": "the documents contradict each other, or what is sent, about a type, a key or a unit",
    "Unproven": "the proof covers nothing of the content, or there is none: what comes out may have been changed",
    "Unknown": "holds something that no document describes; nothing of it may be lost",
    "Hostile": "made to get past a check",
    "Malformed": "breaks the format of the request, the payload, the message or the configuration",
    "ExactNumber": "holds numbers that a double or a 64-bit integer cannot keep; compare them as decimal text",
    "LoneSurrogate": "the payload holds half a surrogate pair, which many JSON readers refuse",
}
