package io.dialogue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.RoomHistory;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.gateway.DefaultDialogueGateway;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.gateway.Revocations;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.Membership;
import io.dialogue.membership.MembershipStore;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.membership.RoomManager;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.revocation.InMemoryRevocationStore;
import io.dialogue.revocation.RevocationStore;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.RoomTemplates;

/**
 * The door for transports, and the life of their servers.
 */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Membership dialogueMembership(RoomDirectory directory, RoomManager rooms, RoomTemplates templates,
			RoomAuthorization authorization, MembershipStore store, EventBroker broker, RoomEvents events,
			HookRegistry hooks, InMemoryClientRegistry clients, RateLimiter rateLimiter,
			DialogueProperties properties) {
		DialogueSettings settings = new DialogueSettings(properties);
		return new Membership(new Membership.Parts(directory, rooms, templates, authorization, store, broker, events,
				hooks, clients, rateLimiter), settings.clientLimits(), settings.maxReplay());
	}

	@Bean
	@ConditionalOnMissingBean(RevocationStore.class)
	InMemoryRevocationStore dialogueRevocationStore(DialogueSecurityProperties properties) {
		return new InMemoryRevocationStore(
				Bounds.positive("dialogue.security.max-revocations", properties.maxRevocations()));
	}

	@Bean
	@ConditionalOnMissingBean
	Revocations dialogueRevocations(RevocationStore store, ClientRegistry clients) {
		return new Revocations(store, clients);
	}

	@Bean
	@ConditionalOnMissingBean(DialogueGateway.class)
	DefaultDialogueGateway dialogueGateway(Membership membership, RoomManager rooms, RoomTemplates templates,
			RoomAuthorization authorization, EventPipeline pipeline, EventRegistry registry, EventValidator validator,
			RoomHistory history, RateLimits rateLimits, InMemoryClientRegistry clients, Revocations revocations,
			HookRegistry hooks, DialogueContext context, ObjectProvider<JsonMapper> mapper,
			ObjectProvider<DialogueMetrics> metrics, DialogueExecutors executors, DialogueProperties properties) {
		DefaultDialogueGateway.Parts parts = new DefaultDialogueGateway.Parts(membership, rooms, templates,
				authorization, pipeline, registry, validator, history, rateLimits, clients, revocations, hooks, context,
				mapper.getIfAvailable(JsonMapper::new), metrics.getIfAvailable(() -> DialogueMetrics.NONE),
				executors.worker(), executors.authentication());
		return new DefaultDialogueGateway(parts, new DialogueSettings(properties).gateway());
	}

	@Bean
	DialogueLifecycle dialogueLifecycle(ObjectProvider<GatewayServer> servers, DialogueGateway gateway,
			ConfiguredRooms rooms, RoomManager manager, HookRegistry hooks, DialogueExecutors executors,
			ConfigurableEnvironment environment, DialogueServerProperties properties,
			DialogueSecurityProperties security) {
		return new DialogueLifecycle(servers.orderedStream().toList(), gateway, new RoomAnnouncement(rooms, manager),
				new ClientNames(hooks, security.requireAuthentication()), executors, new LocalPort(environment),
				Bounds.notNegative("dialogue.server.drain-timeout", properties.drainTimeout()));
	}

}
