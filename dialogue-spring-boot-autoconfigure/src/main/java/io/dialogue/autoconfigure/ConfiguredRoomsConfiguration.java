package io.dialogue.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.dialogue.event.EventRegistry;

/**
 * The rooms that the configuration declares.
 */
@Configuration(proxyBeanMethods = false)
class ConfiguredRoomsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConfiguredRooms dialogueConfiguredRooms(DialogueProperties properties, EventRegistry registry) {
		return new RoomDefinitions(registry, new AccessRules(properties.authorization().authorities()))
			.rooms(properties.rooms());
	}

}
