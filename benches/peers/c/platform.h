/* The platforms of the OpenSSL peers: one file each. */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <yyjson.h>

#include "peer.h"

struct platform {
    const char *name;
    void *(*new)(yyjson_val *credentials);
    bool (*receive)(void *keys, const struct callback *callback, handle_message *handle);
};

extern const struct platform wps, wecom_kf, easemob, wecom_archive;

#endif
