/* What a connector is configured to show: a record that bundles/guest-fb/pv reads when it comes back (KeptConfig.java). */
#ifndef KEEPER_CARETAKER_CONFIG_H
#define KEEPER_CARETAKER_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "caretaker_displif.h"
#include "store.h"

struct caretaker_config {
    char name[STORE_NAME + 1];
    uint32_t width, height; /* of the connector */
    int fd;                 /* of the record; -1 if there is none. Owner: this */
    uint64_t fb_cookie;     /* 0 if it is off */
};

/* Reads the record of this name: false, with a reason in errno, if there is none. */
bool caretaker_config_open(const struct store *store, struct caretaker_config *config);

/* Does SET_CONFIG. events: how many the connector has sent. 0 or a negative errno for the guest; -EIO if it cannot be kept. */
int caretaker_config_set(struct caretaker_config *config, const struct displif_set_config *wanted, uint32_t events);

void caretaker_config_close(struct caretaker_config *config);

#endif
