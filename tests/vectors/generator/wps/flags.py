"""What each flag of a WPS vector says about it."""

FLAGS = {
    "Published": "the input stands in a document of the vendor, character for character",
    "PublishedAlgorithm": "follows from the documented algorithm, and a second implementation agrees",
    "ThirdParty": "seen in public code of others, not in the vendor's documents",
    "TypeConflict": "the documents and what is sent disagree about a type",
    "Unknown": "holds something that no document describes; nothing of it may be lost",
    "Hostile": "made to get past a check",
    "Malformed": "breaks the format of the request, the payload or the configuration",
    "EncryptionOracle": "signed correctly, but the ciphertext is wrong; all of these must look the same from outside",
    "ExactNumber": "holds numbers that a double or a 64-bit integer cannot keep; compare them as decimal text",
    "LoneSurrogate": "the payload holds half a surrogate pair, which many JSON readers refuse",
}
