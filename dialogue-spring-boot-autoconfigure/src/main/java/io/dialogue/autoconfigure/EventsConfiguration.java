package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.List;

import jakarta.validation.Validator;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.event.EventCodec;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;

/**
 * The events that are declared, and how their payloads are read and checked.
 */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static DialogueEventTypes dialogueEventTypes(BeanFactory beanFactory, ConfigurableEnvironment environment,
			ResourceLoader resourceLoader, ObjectProvider<DialogueEventScanPackages> scans) {
		List<String> packages = scans.stream()
			.map(DialogueEventScanPackages::packageNames)
			.flatMap(Collection::stream)
			.toList();
		if (packages.isEmpty() && AutoConfigurationPackages.has(beanFactory)) {
			packages = AutoConfigurationPackages.get(beanFactory);
		}
		return new DialogueEventTypesScanner(environment, resourceLoader).scan(packages);
	}

	@Bean
	@ConditionalOnMissingBean
	EventRegistry dialogueEventRegistry(DialogueEventTypes types, DialogueProperties properties, EventCodec codec,
			ResourceLoader resourceLoader, ConfigurableEnvironment environment,
			ObjectProvider<PayloadSchemaFactory> schemas) {
		PropertyName.checkKeys(environment);
		return new EventDefinitions(codec, resourceLoader, schemas.getIfAvailable(),
				new AccessRules(properties.authorization().authorities()))
			.create(types, properties.events());
	}

	@Bean
	@ConditionalOnMissingBean
	EventCodec dialogueEventCodec(ObjectProvider<JsonMapper> mapper) {
		return new EventCodec(mapper.getIfAvailable(JsonMapper::new));
	}

	@Bean
	@ConditionalOnMissingBean
	EventValidator dialogueEventValidator(EventCodec codec, ObjectProvider<Validator> validator) {
		return new EventValidator(codec, validator.getIfAvailable());
	}

}
