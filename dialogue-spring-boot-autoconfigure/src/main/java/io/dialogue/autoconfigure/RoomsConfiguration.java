package io.dialogue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.dialogue.broadcast.LocalBroadcaster;
import io.dialogue.broker.CleanupHooks;
import io.dialogue.broker.EventBroker;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.broker.RoomHistory;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.membership.DefaultRoomManager;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.MembershipStore;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.membership.RoomManager;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.pipeline.EventStep;
import io.dialogue.pipeline.ServerEvents;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.RoomTemplates;

/**
 * The rooms, and the way of events through them.
 */
@Configuration(proxyBeanMethods = false)
@Import(ConfiguredRoomsConfiguration.class)
class RoomsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RoomDirectory dialogueRoomDirectory() {
		return new RoomDirectory();
	}

	@Bean
	@ConditionalOnMissingBean(EventBroker.class)
	InMemoryEventBroker dialogueEventBroker(DialogueProperties properties) {
		return new InMemoryEventBroker(new DialogueSettings(properties).broker());
	}

	@Bean
	@ConditionalOnMissingBean(MembershipStore.class)
	InMemoryMembershipStore dialogueMembershipStore() {
		return new InMemoryMembershipStore();
	}

	@Bean
	@ConditionalOnMissingBean(RateLimiter.class)
	Bucket4jRateLimiter dialogueRateLimiter(DialogueProperties properties, EventRegistry registry) {
		return new Bucket4jRateLimiter(
				new RateLimitSettings(properties, registry.all().stream().map(EventDefinition::name).toList())
					.policy());
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimits dialogueRateLimits(RateLimiter rateLimiter, DialogueProperties properties) {
		return new RateLimits(rateLimiter, properties.rateLimits().onExcess() == RateLimitProperties.OnExcess.DROP);
	}

	@Bean
	@ConditionalOnMissingBean
	RoomHistory dialogueRoomHistory(EventBroker broker, HookRegistry hooks, EventRegistry registry, EventCodec codec,
			DialogueExecutors executors) {
		return new RoomHistory(broker, hooks, registry, codec, executors.worker());
	}

	/** Whatever publishes needs this bean, so that the broker is attached before. */
	@Bean
	@ConditionalOnMissingBean
	EventPipeline dialogueEventPipeline(EventBroker broker, RoomDirectory directory, EventCodec codec,
			EventValidator validator, EventRegistry registry, HookRegistry hooks, Listeners listeners,
			RoomAuthorization authorization, RateLimits rateLimits, ObjectProvider<DialogueMetrics> metrics,
			DialogueExecutors executors, ObjectProvider<EventStep> steps) {
		broker.attach(new LocalBroadcaster(directory), new CleanupHooks(hooks, registry, codec, executors.worker()));
		return EventPipeline.of(
				new EventPipeline.Parts(broker, codec, validator, hooks, listeners, authorization, rateLimits,
						metrics.getIfAvailable(() -> DialogueMetrics.NONE), executors.worker()),
				steps.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(RoomEvents.class)
	ServerEvents dialogueRoomEvents(EventPipeline pipeline, EventRegistry registry, EventValidator validator,
			Listeners listeners, RoomHistory history, DialogueContext context, ObjectProvider<DialogueMetrics> metrics,
			DialogueExecutors executors) {
		return new ServerEvents(pipeline, registry, validator, listeners, history, context,
				metrics.getIfAvailable(() -> DialogueMetrics.NONE), executors.worker());
	}

	@Bean
	@ConditionalOnMissingBean(RoomManager.class)
	DefaultRoomManager dialogueRoomManager(DialogueProperties properties, ConfiguredRooms rooms,
			RoomDirectory directory, RoomTemplates templates, MembershipStore membershipStore, EventBroker broker,
			RoomEvents events, Listeners listeners, HookRegistry hooks, RoomAuthorization authorization,
			RateLimiter rateLimiter, ClientRegistry clients, MessageEncoder encoder, DialogueExecutors executors) {
		DefaultRoomManager.Parts parts = new DefaultRoomManager.Parts(directory, templates, membershipStore, broker,
				events, listeners, hooks, authorization, rateLimiter, clients, encoder, executors.worker());
		DefaultRoomManager manager = new DefaultRoomManager(parts, new DialogueSettings(properties).maxRooms());
		manager.register(rooms.definitions());
		return manager;
	}

	@Bean
	@ConditionalOnMissingBean
	RoomTemplates dialogueRoomTemplates(ConfiguredRooms rooms) {
		return rooms.templates();
	}

	@Bean
	@ConditionalOnMissingBean
	RoomAuthorization dialogueRoomAuthorization(HookRegistry hooks, DialogueExecutors executors,
			DialogueProperties properties) {
		return new RoomAuthorization(hooks, executors.worker(),
				Bounds.positive("dialogue.authorization.timeout", properties.authorization().timeout()));
	}

}
