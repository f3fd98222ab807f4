/** Whoever supervises this process and holds its open files when it dies: systemd, or {@code native/keeper}. */
package transom.keep.internal.supervisor;
