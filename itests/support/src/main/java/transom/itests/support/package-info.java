/**
 * What tests in OSGi share: {@link transom.itests.support.ProductUnderTest} is the product's own bundles as Pax Exam options,
 * {@link transom.itests.support.SimulatorProcess} a simulator that outlives them, {@link transom.itests.support.GuestUnderTest}
 * a guest in a process of its own.
 */
package transom.itests.support;
