package io.dialogue.autoconfigure.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.DialogueContext;
import io.dialogue.room.Room;

/**
 * Actuator endpoint with the servers, the rooms and how many are in them. Names no users.
 */
@Endpoint(id = "dialogue")
public class DialogueEndpoint {

	/** Rooms that are listed unless asked for more. */
	private static final int DEFAULT_LIMIT = 1_000;

	private final List<GatewayServer> servers;

	private final DialogueContext context;

	/**
	 * Creates the endpoint.
	 * @param servers the servers
	 * @param context the clients and rooms
	 */
	public DialogueEndpoint(List<GatewayServer> servers, DialogueContext context) {
		this.servers = List.copyOf(servers);
		this.context = context;
	}

	/**
	 * Describes what is there now.
	 * @param limit how many rooms to list at most, 1000 by default
	 * @return the description
	 */
	@ReadOperation
	public DialogueDescriptor dialogue(@Nullable Integer limit) {
		List<RoomDescriptor> rooms = this.context.rooms()
			.all()
			.stream()
			.limit((limit != null) ? Math.max(0, limit) : DEFAULT_LIMIT)
			.map(RoomDescriptor::of)
			.toList();
		return new DialogueDescriptor(port(), this.context.clients().size(), this.context.rooms().all().size(),
				this.servers.stream().map(ServerDescriptor::of).toList(), rooms);
	}

	private @Nullable Integer port() {
		return this.servers.stream().map(GatewayServer::port).filter((port) -> port > 0).findFirst().orElse(null);
	}

	/**
	 * What is there.
	 *
	 * @param port the first server's port, or {@code null} if none is bound
	 * @param clients the number of clients of this node
	 * @param roomCount the number of rooms
	 * @param servers the servers
	 * @param rooms the rooms, in order of registration
	 */
	public record DialogueDescriptor(@Nullable Integer port, int clients, int roomCount, List<ServerDescriptor> servers,
			List<RoomDescriptor> rooms) {

	}

	/**
	 * A server.
	 *
	 * @param transport what it speaks
	 * @param port its port, or {@code null} if it is not bound
	 * @param running whether it accepts connections
	 */
	public record ServerDescriptor(String transport, @Nullable Integer port, boolean running) {

		static ServerDescriptor of(GatewayServer server) {
			int port = server.port();
			return new ServerDescriptor(server.transport(), (port > 0) ? port : null, server.isRunning());
		}

	}

	/**
	 * A room.
	 *
	 * @param id the room's id
	 * @param name the name for people
	 * @param size the number of seats that are taken
	 * @param maxSize the number of seats, or {@code null} for no limit
	 */
	public record RoomDescriptor(String id, String name, int size, @Nullable Integer maxSize) {

		static RoomDescriptor of(Room room) {
			return new RoomDescriptor(room.id(), room.name(), room.size(), room.maxSize());
		}

	}

}
