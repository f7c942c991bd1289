#pragma once
#include <zlib.h>

// `inflateInit2` is a macro, which Swift cannot import.

/// Starts a decompressor that takes gzip members only.
static inline int piquant_inflate_init_gzip(z_streamp stream) {
    return inflateInit2(stream, 15 + 16);
}
