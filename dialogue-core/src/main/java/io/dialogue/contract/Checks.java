package io.dialogue.contract;

import java.util.Set;

import jakarta.validation.groups.Default;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What Jakarta Bean Validation checks at one place.
 *
 * @param cascaded whether the constraints of the value's own type are checked
 * @param constraints what is checked of the value itself
 * @param elements what is checked of what a container holds
 */
record Checks(boolean cascaded, Set<ConstraintDescriptor<?>> constraints,
		Set<ContainerElementTypeDescriptor> elements) {

	static final Checks NONE = new Checks(false, Set.of(), Set.of());

	/** A value of which only its type's own constraints are checked. */
	static final Checks CASCADED = new Checks(true, Set.of(), Set.of());

	static Checks of(@Nullable BeanDescriptor bean, String property) {
		PropertyDescriptor descriptor = (bean != null) ? bean.getConstraintsForProperty(property) : null;
		return (descriptor != null) ? of(descriptor) : NONE;
	}

	private static <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Checks of(D descriptor) {
		return new Checks(descriptor.isCascaded(), constraints(descriptor),
				descriptor.getConstrainedContainerElementTypes());
	}

	static Set<ConstraintDescriptor<?>> constraints(ElementDescriptor descriptor) {
		return descriptor.findConstraints().unorderedAndMatchingGroups(Default.class).getConstraintDescriptors();
	}

	/**
	 * What is checked of a container's elements, keys or values; arrays have no index.
	 */
	Checks element(int typeArgument) {
		for (ContainerElementTypeDescriptor element : this.elements) {
			Integer index = element.getTypeArgumentIndex();
			if (index == null || index == typeArgument) {
				Checks checks = of(element);
				return new Checks(checks.cascaded || this.cascaded, checks.constraints, checks.elements);
			}
		}
		return this.cascaded ? CASCADED : NONE;
	}

}
