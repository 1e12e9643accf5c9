package io.dialogue.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.ClientRegistry;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.core.DialogueOperations;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventRegistry;
import io.dialogue.gateway.Revocations;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.membership.RoomManager;
import io.dialogue.room.RoomEvents;

/**
 * Auto-configuration of rooms, events and hooks: all of Dialogue but its transports.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@EnableConfigurationProperties({ DialogueProperties.class, DialogueServerProperties.class,
		DialogueSecurityProperties.class })
@Import({ EventsConfiguration.class, RoomsConfiguration.class, GatewayConfiguration.class })
public final class DialogueAutoConfiguration {

	@Bean
	DialogueExecutors dialogueExecutors(DialogueProperties properties, Environment environment) {
		return new DialogueExecutors(properties, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	HookRegistry dialogueHookRegistry(ListableBeanFactory beanFactory) {
		return new HookRegistry(new HookBeans(beanFactory));
	}

	@Bean
	@ConditionalOnMissingBean
	Listeners dialogueListeners() {
		return new Listeners();
	}

	@Bean
	static ListenerMethodRegistrar dialogueListenerMethodRegistrar(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<Listeners> listeners, ObjectProvider<EventRegistry> registry,
			ObjectProvider<EventCodec> codec, ObjectProvider<ConfiguredRooms> rooms) {
		return new ListenerMethodRegistrar(beanFactory, listeners, registry, codec, rooms);
	}

	/** The registry that sessions fill; a primary {@link ClientRegistry} may wrap it. */
	@Bean
	@ConditionalOnMissingBean
	InMemoryClientRegistry dialogueClientRegistry() {
		return new InMemoryClientRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	DialogueContext dialogueContext(ClientRegistry clients, RoomDirectory rooms) {
		return new LookupContext(clients, rooms);
	}

	@Bean
	@ConditionalOnMissingBean
	MessageEncoder dialogueMessageEncoder(ObjectProvider<JsonMapper> mapper) {
		return new MessageEncoder(mapper.getIfAvailable(JsonMapper::new));
	}

	@Bean
	@ConditionalOnMissingBean(DialogueOperations.class)
	DialogueTemplate dialogueTemplate(RoomManager rooms, RoomEvents events, ClientRegistry clients,
			MessageEncoder encoder, Revocations revocations) {
		return new DialogueTemplate(rooms, events, clients, encoder, revocations);
	}

}
