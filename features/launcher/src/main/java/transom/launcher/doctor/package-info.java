/** {@code transom doctor}: looks at the machine from outside of OSGi, and names every obstacle with its way out. */
package transom.launcher.doctor;
