package transom.guestfb.pv.internal.device;

import transom.xen.XenbusState;

/**
 * What the store says of a device.
 *
 * @param exists whether the backend's nodes are there
 * @param online whether the toolstack wants the device to be
 */
record DeviceState(boolean exists, XenbusState frontend, XenbusState backend, boolean online) {

    static final DeviceState GONE = new DeviceState(false, XenbusState.UNKNOWN, XenbusState.UNKNOWN, false);
}
