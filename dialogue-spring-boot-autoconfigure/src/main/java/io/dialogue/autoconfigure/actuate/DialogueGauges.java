package io.dialogue.autoconfigure.actuate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.dialogue.client.ClientRegistry;
import io.dialogue.room.RoomLookup;

/**
 * How many clients and rooms there are.
 */
final class DialogueGauges implements MeterBinder {

	private final ClientRegistry clients;

	private final RoomLookup rooms;

	DialogueGauges(ClientRegistry clients, RoomLookup rooms) {
		this.clients = clients;
		this.rooms = rooms;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("dialogue.connections", this.clients, ClientRegistry::size)
			.description("Clients that are connected to this node")
			.register(registry);
		Gauge.builder("dialogue.rooms", this.rooms, (lookup) -> lookup.all().size())
			.description("Rooms")
			.register(registry);
	}

}
