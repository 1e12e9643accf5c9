package io.dialogue.autoconfigure;

import io.dialogue.broker.BrokerSettings;
import io.dialogue.client.ClientLimits;
import io.dialogue.gateway.DefaultDialogueGateway;
import io.dialogue.gateway.GatewayLimits;
import io.dialogue.room.RoomIdPattern;

/**
 * Maps the figures of the properties to what the core takes.
 */
final class DialogueSettings {

	private final DialogueProperties properties;

	DialogueSettings(DialogueProperties properties) {
		this.properties = properties;
	}

	DefaultDialogueGateway.Settings gateway() {
		return new DefaultDialogueGateway.Settings(gatewayLimits(), clientLimits(),
				Bounds.notNegative("dialogue.session.lifetime", this.properties.session().lifetime()));
	}

	private GatewayLimits gatewayLimits() {
		DialogueProperties.Limits limits = this.properties.limits();
		return new GatewayLimits(Bounds.positive("dialogue.limits.payload", limits.payload()),
				Bounds.positive("dialogue.limits.meta", limits.meta()),
				Bounds.positive("dialogue.limits.room-name-length", limits.roomNameLength()),
				Bounds.positive("dialogue.limits.room-description-length", limits.roomDescriptionLength()),
				Bounds.positive("dialogue.limits.user-id-length", limits.userIdLength()),
				Bounds.positive("dialogue.limits.history-page", limits.historyPage()),
				Bounds.positive("dialogue.limits.mailbox", limits.mailbox()),
				Bounds.positive("dialogue.authentication.timeout", this.properties.authentication().timeout()));
	}

	ClientLimits clientLimits() {
		DialogueProperties.Limits limits = this.properties.limits();
		return new ClientLimits(Bounds.positive("dialogue.limits.rooms-per-client", limits.roomsPerClient()),
				Bounds.positive("dialogue.limits.subscriptions-per-room", limits.subscriptionsPerRoom()),
				Bounds.positive("dialogue.limits.connections-per-user", limits.connectionsPerUser()),
				Bounds.positive("dialogue.limits.pending-acks-per-client", limits.pendingAcksPerClient()),
				(limits.idleTimeout() != null) ? Bounds.positive("dialogue.limits.idle-timeout", limits.idleTimeout())
						: null);
	}

	int maxRooms() {
		long configured = this.properties.rooms()
			.entrySet()
			.stream()
			.filter((room) -> !RoomIdPattern.isPattern(RoomDefinitions.idOf(room.getKey(), room.getValue())))
			.count();
		int maxRooms = Bounds.positive("dialogue.limits.rooms", this.properties.limits().rooms());
		if (configured > maxRooms) {
			throw new DialogueConfigurationException(
					configured + " rooms are declared, while dialogue.limits.rooms is " + maxRooms + ".",
					"Set dialogue.limits.rooms to " + configured + " or more, or declare fewer rooms.");
		}
		return maxRooms;
	}

	BrokerSettings broker() {
		DialogueProperties.History history = this.properties.history();
		return new BrokerSettings(Bounds.positive("dialogue.history.max-events-per-room", history.maxEventsPerRoom()),
				Bounds.positive("dialogue.history.max-rooms", history.maxRooms()),
				Bounds.positive("dialogue.history.idempotency-keys", history.idempotencyKeys()),
				Bounds.positive("dialogue.history.idempotency-window", history.idempotencyWindow()));
	}

	int maxReplay() {
		return Bounds.notNegative("dialogue.history.max-replay", this.properties.history().maxReplay());
	}

}
