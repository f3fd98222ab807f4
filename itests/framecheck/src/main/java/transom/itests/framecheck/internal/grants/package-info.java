/** What grants of dma-bufs do, tried with this domain at both ends: a PV dom0 may map its own grants. */
package transom.itests.framecheck.internal.grants;
