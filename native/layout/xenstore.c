/* xenstored's socket protocol and the states of its devices. */
#include <stdint.h>
#include <xen/grant_table.h>
#include <xen/io/xenbus.h>
#include <xen/io/xs_wire.h>
#include "layout.h"

void print_xenstore(void)
{
    STRUCT(xsd_sockmsg);
    FIELD(xsd_sockmsg, type);
    FIELD(xsd_sockmsg, req_id);
    FIELD(xsd_sockmsg, tx_id);
    FIELD(xsd_sockmsg, len);
    CONSTANT(XS_CONTROL);
    CONSTANT(XS_DIRECTORY);
    CONSTANT(XS_READ);
    CONSTANT(XS_GET_PERMS);
    CONSTANT(XS_WATCH);
    CONSTANT(XS_UNWATCH);
    CONSTANT(XS_TRANSACTION_START);
    CONSTANT(XS_TRANSACTION_END);
    CONSTANT(XS_INTRODUCE);
    CONSTANT(XS_RELEASE);
    CONSTANT(XS_GET_DOMAIN_PATH);
    CONSTANT(XS_WRITE);
    CONSTANT(XS_MKDIR);
    CONSTANT(XS_RM);
    CONSTANT(XS_SET_PERMS);
    CONSTANT(XS_WATCH_EVENT);
    CONSTANT(XS_ERROR);
    CONSTANT(XS_IS_DOMAIN_INTRODUCED);
    CONSTANT(XS_RESUME);
    CONSTANT(XS_SET_TARGET);
    CONSTANT(XS_RESET_WATCHES);
    CONSTANT(XS_DIRECTORY_PART);
    CONSTANT(XENSTORE_PAYLOAD_MAX);
    CONSTANT(XENSTORE_ABS_PATH_MAX);
    CONSTANT(XENSTORE_REL_PATH_MAX);
    CONSTANT(XenbusStateUnknown);
    CONSTANT(XenbusStateInitialising);
    CONSTANT(XenbusStateInitWait);
    CONSTANT(XenbusStateInitialised);
    CONSTANT(XenbusStateConnected);
    CONSTANT(XenbusStateClosing);
    CONSTANT(XenbusStateClosed);
    CONSTANT(XenbusStateReconfiguring);
    CONSTANT(XenbusStateReconfigured);
}
