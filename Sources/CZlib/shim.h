#pragma once
#include <zlib.h>

// `inflateInit2` is a macro, which Swift cannot import.

/// Starts a decompressor that takes gzip members only.
static inline int piquant_inflate_init_gzip(z_streamp stream) {
    return inflateInit2(stream, 15 + 16);
}

/// Starts a decompressor of a bare deflate stream, as zip archives hold them.
static inline int piquant_inflate_init_raw(z_streamp stream) {
    return inflateInit2(stream, -15);
}
