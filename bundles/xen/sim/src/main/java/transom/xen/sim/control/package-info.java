/**
 * The simulator's own protocol, in which guests and the control domain ask for what the hypervisor would do: {@link
 * transom.xen.sim.control.ControlChannel} carries it, {@link transom.xen.sim.control.GuestControl} is a guest's side and
 * {@link transom.xen.sim.control.Toolstack} a toolstack's. The format is in docs/protocol/sim.md.
 */
package transom.xen.sim.control;
