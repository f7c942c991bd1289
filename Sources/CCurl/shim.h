#pragma once
// libcurl's options are set through variadic calls, which Swift does not import.
#include <curl/curl.h>

typedef size_t (*piquant_curl_sink)(char *bytes, size_t size, size_t count, void *user);

static inline CURLcode piquant_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode piquant_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode piquant_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode piquant_curl_set_sink(CURL *easy, CURLoption option, piquant_curl_sink sink) {
    return curl_easy_setopt(easy, option, sink);
}
static inline CURLcode piquant_curl_get_long(CURL *easy, CURLINFO info, long *out) {
    return curl_easy_getinfo(easy, info, out);
}
static inline CURLMsg *piquant_curl_next_message(CURLM *multi) {
    int left;
    return curl_multi_info_read(multi, &left);
}
static inline CURLcode piquant_curl_result(const CURLMsg *message) { return message->data.result; }
