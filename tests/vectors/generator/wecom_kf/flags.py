"""What each flag of a WeCom vector says about it."""

FLAGS = {
    "Published": "the input stands in a sample program of the vendor or in a public client, character for character",
    "PublishedFailure": "public libraries have failed on this",
    "TypeConflict": "the documents and what is sent disagree about a type or a spelling",
    "Unknown": "holds something that no document describes; nothing of it may be lost",
    "Hostile": "made to get past a check",
    "Malformed": "breaks the format of the request, the payload or the configuration",
    "EncryptionOracle": "signed correctly, but the ciphertext is wrong; all of these must look the same from outside",
    "ExactNumber": "holds numbers that a double or a 64-bit integer cannot keep; compare them as decimal text",
    "LoneSurrogate": "the payload holds half a surrogate pair, which many JSON readers refuse",
}
