/**
 * Devices in the store: {@link transom.guestfb.pv.internal.device.Devices} finds them, a {@link
 * transom.guestfb.pv.internal.device.FrontendHandler} takes one through the xenbus states, a {@link
 * transom.guestfb.pv.internal.device.DeviceBackend} speaks its protocol while it is connected.
 */
package transom.guestfb.pv.internal.device;
