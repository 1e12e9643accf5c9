package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;

import io.dialogue.annotation.DialogueEvent;

/**
 * Finds the types that declare events, without loading them.
 */
final class DialogueEventTypesScanner {

	private final Provider provider;

	DialogueEventTypesScanner(Environment environment, ResourceLoader resourceLoader) {
		this.provider = new Provider(environment);
		this.provider.setResourceLoader(resourceLoader);
		this.provider.addIncludeFilter(new AnnotationTypeFilter(DialogueEvent.class, false));
	}

	/** The types in these packages and below, by name. */
	DialogueEventTypes scan(Collection<String> packages) {
		Set<String> names = new TreeSet<>();
		for (String name : packages) {
			this.provider.findCandidateComponents(name)
				.forEach((candidate) -> names.add(Objects.requireNonNull(candidate.getBeanClassName())));
		}
		return DialogueEventTypes.of(names);
	}

	/** Takes abstract types too: a payload may be a sealed interface. */
	private static final class Provider extends ClassPathScanningCandidateComponentProvider {

		private Provider(Environment environment) {
			super(false, environment);
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			return definition.getMetadata().isIndependent();
		}

	}

}
