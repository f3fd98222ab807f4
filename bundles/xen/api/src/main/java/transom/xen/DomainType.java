package transom.xen;

/** How a domain is virtualized. */
public enum DomainType {
    /** Its page tables hold machine frames: it maps no foreign page in user space but by gntdev and privcmd. */
    PV,
    /** Translated by the hypervisor, no emulated devices. */
    PVH,
    /** Translated by the hypervisor, with emulated devices. */
    HVM,
    /** Nobody says. */
    UNKNOWN
}
