#pragma once
// The few places where libwebsockets needs C: macros, bit sets, large structs and constants that Swift does not import.
#include <libwebsockets.h>
#include <string.h>

enum { piquant_lws_pre = LWS_PRE };

// What the callback reports, reduced to the reasons Piquant acts on.
typedef enum {
    PIQUANT_LWS_OTHER = 0,
    PIQUANT_LWS_HTTP_REQUEST,
    PIQUANT_LWS_HTTP_BODY,
    PIQUANT_LWS_HTTP_BODY_END,
    PIQUANT_LWS_HTTP_WRITEABLE,
    PIQUANT_LWS_HTTP_CLOSED,
    PIQUANT_LWS_UPGRADE,
    PIQUANT_LWS_SERVER_OPEN,
    PIQUANT_LWS_CLIENT_OPEN,
    PIQUANT_LWS_CLIENT_FAILED,
    PIQUANT_LWS_RECEIVE,
    PIQUANT_LWS_WRITEABLE,
    PIQUANT_LWS_PEER_CLOSE,
    PIQUANT_LWS_CLOSED,
    PIQUANT_LWS_DESTROYED,
} piquant_lws_reason;

static inline piquant_lws_reason piquant_lws_reason_of(enum lws_callback_reasons reason) {
    switch (reason) {
    case LWS_CALLBACK_HTTP: return PIQUANT_LWS_HTTP_REQUEST;
    case LWS_CALLBACK_HTTP_BODY: return PIQUANT_LWS_HTTP_BODY;
    case LWS_CALLBACK_HTTP_BODY_COMPLETION: return PIQUANT_LWS_HTTP_BODY_END;
    case LWS_CALLBACK_HTTP_WRITEABLE: return PIQUANT_LWS_HTTP_WRITEABLE;
    case LWS_CALLBACK_CLOSED_HTTP: return PIQUANT_LWS_HTTP_CLOSED;
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: return PIQUANT_LWS_UPGRADE;
    case LWS_CALLBACK_ESTABLISHED: return PIQUANT_LWS_SERVER_OPEN;
    case LWS_CALLBACK_CLIENT_ESTABLISHED: return PIQUANT_LWS_CLIENT_OPEN;
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR: return PIQUANT_LWS_CLIENT_FAILED;
    case LWS_CALLBACK_RECEIVE:
    case LWS_CALLBACK_CLIENT_RECEIVE: return PIQUANT_LWS_RECEIVE;
    case LWS_CALLBACK_SERVER_WRITEABLE:
    case LWS_CALLBACK_CLIENT_WRITEABLE: return PIQUANT_LWS_WRITEABLE;
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: return PIQUANT_LWS_PEER_CLOSE;
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_CLIENT_CLOSED: return PIQUANT_LWS_CLOSED;
    case LWS_CALLBACK_WSI_DESTROY: return PIQUANT_LWS_DESTROYED;
    default: return PIQUANT_LWS_OTHER;
    }
}

static inline struct lws_context *piquant_lws_context(unsigned read_buffer, void *user) {
    struct lws_context_creation_info info;
    memset(&info, 0, sizeof info);
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT |
                   LWS_SERVER_OPTION_DISABLE_IPV6;
    info.pt_serv_buf_size = read_buffer;
    info.max_http_header_data = 16384;
    info.max_http_header_pool = 256;
    info.gid = (gid_t)-1;
    info.uid = (uid_t)-1;
    info.user = user;
    return lws_create_context(&info);
}

// A vhost that listens; port 0 picks a free one. NULL when the address cannot be had.
static inline struct lws_vhost *piquant_lws_listen(struct lws_context *context, const struct lws_protocols *protocols,
                                                   const char *name, const char *address, int port,
                                                   const char *certificate, const char *key, unsigned timeout_seconds) {
    struct lws_context_creation_info info;
    memset(&info, 0, sizeof info);
    info.vhost_name = name;
    info.port = port;
    info.iface = address;
    info.protocols = protocols;
    info.alpn = "http/1.1";
    info.timeout_secs = timeout_seconds;
    info.keepalive_timeout = 60;
    info.options = LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND | LWS_SERVER_OPTION_DISABLE_IPV6;
    if (certificate) {
        info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
        info.ssl_cert_filepath = certificate;
        info.ssl_private_key_filepath = key;
    }
    return lws_create_vhost(context, &info);
}

// A vhost for outgoing connections; `authority` is a PEM file trusted in place of the system's, or NULL.
static inline struct lws_vhost *piquant_lws_client_vhost(struct lws_context *context,
                                                         const struct lws_protocols *protocols, const char *name,
                                                         const char *authority) {
    struct lws_context_creation_info info;
    memset(&info, 0, sizeof info);
    info.vhost_name = name;
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.protocols = protocols;
    info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_DISABLE_IPV6;
    info.client_ssl_ca_filepath = authority;
    info.timeout_secs = 10;
    info.connect_timeout_secs = 10;
    return lws_create_vhost(context, &info);
}

static inline struct lws *piquant_lws_connect(struct lws_context *context, struct lws_vhost *vhost,
                                              const char *host, int port, const char *path, int tls, const char *protocol,
                                              void *opaque) {
    struct lws_client_connect_info info;
    memset(&info, 0, sizeof info);
    info.context = context;
    info.vhost = vhost;
    info.address = host;
    info.port = port;
    info.path = path;
    info.host = host;
    info.ssl_connection = tls ? LCCSCF_USE_SSL : 0;
    info.local_protocol_name = protocol;
    info.alpn = "http/1.1";
    info.ietf_version_or_minus_one = -1;
    info.opaque_user_data = opaque;
    return lws_client_connect_via_info(&info);
}

static inline int piquant_lws_write_text(struct lws *wsi, unsigned char *bytes, size_t count) {
    return lws_write(wsi, bytes, count, LWS_WRITE_TEXT);
}

static inline int piquant_lws_write_body(struct lws *wsi, unsigned char *bytes, size_t count, int last) {
    return lws_write(wsi, bytes, count, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP);
}

static inline void piquant_lws_close_reason(struct lws *wsi, unsigned code, unsigned char *reason, size_t count) {
    lws_close_reason(wsi, (enum lws_close_status)code, reason, count);
}

static inline void piquant_lws_quiet(void) { lws_set_log_level(0, NULL); }

// The request is whole: from here on its peer waits for us, and no longer we for it.
static inline void piquant_lws_request_is_whole(struct lws *wsi) { lws_set_timeout(wsi, NO_PENDING_TIMEOUT, 0); }

// The method of a request on the server; NULL when it is none of these.
static inline const char *piquant_lws_method(struct lws *wsi) {
    if (lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI)) return "GET";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI)) return "POST";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_PUT_URI)) return "PUT";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_PATCH_URI)) return "PATCH";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_DELETE_URI)) return "DELETE";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI)) return "HEAD";
    if (lws_hdr_total_length(wsi, WSI_TOKEN_OPTIONS_URI)) return "OPTIONS";
    return NULL;
}

static inline int piquant_lws_path(struct lws *wsi, char *out, int capacity) {
    static const enum lws_token_indexes tokens[] = {
        WSI_TOKEN_GET_URI, WSI_TOKEN_POST_URI, WSI_TOKEN_PUT_URI, WSI_TOKEN_PATCH_URI,
        WSI_TOKEN_DELETE_URI, WSI_TOKEN_HEAD_URI, WSI_TOKEN_OPTIONS_URI,
    };
    for (unsigned i = 0; i < sizeof tokens / sizeof tokens[0]; i++)
        if (lws_hdr_total_length(wsi, tokens[i])) return lws_hdr_copy(wsi, out, capacity, tokens[i]);
    return -1;
}

static inline int piquant_lws_query_part(struct lws *wsi, char *out, int capacity, int index) {
    return lws_hdr_copy_fragment(wsi, out, capacity, WSI_TOKEN_HTTP_URI_ARGS, index);
}

// Copies the header with this lower-case name; -1 when the request has none such or it is longer than `capacity`.
static inline int piquant_lws_header(struct lws *wsi, const char *name, char *out, int capacity) {
    static const struct { const char *name; enum lws_token_indexes token; } known[] = {
        {"host", WSI_TOKEN_HOST}, {"origin", WSI_TOKEN_ORIGIN}, {"user-agent", WSI_TOKEN_HTTP_USER_AGENT},
        {"authorization", WSI_TOKEN_HTTP_AUTHORIZATION}, {"content-type", WSI_TOKEN_HTTP_CONTENT_TYPE},
        {"content-length", WSI_TOKEN_HTTP_CONTENT_LENGTH}, {"accept", WSI_TOKEN_HTTP_ACCEPT},
        {"cookie", WSI_TOKEN_HTTP_COOKIE}, {"if-none-match", WSI_TOKEN_HTTP_IF_NONE_MATCH},
    };
    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!strcmp(known[i].name, name))
            return lws_hdr_total_length(wsi, known[i].token) ? lws_hdr_copy(wsi, out, capacity, known[i].token) : -1;
    char with_colon[64];
    size_t length = strlen(name);
    if (length + 2 > sizeof with_colon) return -1;
    memcpy(with_colon, name, length);
    with_colon[length] = ':';
    with_colon[length + 1] = 0;
    if (lws_hdr_custom_length(wsi, with_colon, (int)length + 1) <= 0) return -1;
    return lws_hdr_custom_copy(wsi, out, capacity, with_colon, (int)length + 1);
}

static inline void piquant_lws_finish_transaction(struct lws *wsi) { (void)lws_http_transaction_completed(wsi); }
