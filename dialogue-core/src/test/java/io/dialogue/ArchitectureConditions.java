package io.dialogue;

import java.lang.annotation.Annotation;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Conditions that ArchUnit does not bring.
 */
final class ArchitectureConditions {

	private ArchitectureConditions() {
	}

	static ArchCondition<JavaClass> resideInPackagesAnnotatedWith(Class<? extends Annotation> annotation) {
		return new ArchCondition<>("reside in packages annotated with @%s", annotation.getSimpleName()) {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean annotated = type.getPackage().isAnnotatedWith(annotation);
				events.add(new SimpleConditionEvent(type, annotated, "Package %s of %s is not annotated with @%s"
					.formatted(type.getPackageName(), type.getSimpleName(), annotation.getSimpleName())));
			}

		};
	}

}
