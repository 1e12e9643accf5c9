package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * A server in a process of its own with its clients: the members of rooms of the sizes
 * that are asked for, and those of small rooms.
 */
final class Contender implements AutoCloseable {

	private final List<LoadSession> sessions = new ArrayList<>();

	private final String server;

	private final @Nullable Long residentBytes;

	private final FanoutOptions options;

	private final ServerProcess process;

	private @Nullable Load rooms;

	private @Nullable Load smallRooms;

	private Contender(String server, @Nullable Long residentBytes, FanoutOptions options, ServerProcess process) {
		this.server = server;
		this.residentBytes = residentBytes;
		this.options = options;
		this.process = process;
	}

	/**
	 * Starts a server and connects its clients.
	 * @param server its name
	 * @param residentBytes what it needs for an idle connection, if that was measured
	 * @param options what is to be measured
	 * @param generator the clients
	 * @return the server, to be closed
	 */
	static Contender start(String server, @Nullable Long residentBytes, FanoutOptions options, LoadGenerator generator)
			throws IOException, InterruptedException {
		Contender contender = new Contender(server, residentBytes, options,
				ServerProcess.startLoaded(server, options, options.rooms().size() + options.smallRooms()));
		try {
			contender.connect(generator);
			return contender;
		}
		catch (RuntimeException | InterruptedException ex) {
			contender.close();
			throw ex;
		}
	}

	/** The small rooms are numbered after the others. */
	private void connect(LoadGenerator generator) throws InterruptedException {
		if (!this.options.rooms().isEmpty()) {
			this.rooms = open(generator);
			this.rooms.fillRooms(0, this.options.rooms());
		}
		if (this.options.smallRooms() > 0) {
			this.smallRooms = open(generator);
			this.smallRooms.fillRooms(this.options.rooms().size(),
					Collections.nCopies(this.options.smallRooms(), this.options.members()));
		}
	}

	private Load open(LoadGenerator generator) {
		LoadSession session = generator.open(this.process.port(), Dialects.of(this.server));
		this.sessions.add(session);
		return new Load(this.process, session, this.options);
	}

	String server() {
		return this.server;
	}

	@Nullable Long residentBytes() {
		return this.residentBytes;
	}

	/**
	 * Keeps a number of broadcasts in flight.
	 * @param room the place of the room's size among those that were asked for
	 * @param inflight how many broadcasts
	 * @return what was measured
	 */
	Window closedLoop(int room, int inflight) throws InterruptedException {
		return select(room).closedLoop(this.options.rooms().get(room), inflight);
	}

	/**
	 * Offers a steady rate.
	 * @param room the place of the room's size among those that were asked for
	 * @return what was measured
	 */
	Window offeredRate(int room) throws InterruptedException {
		return select(room).offeredRate(this.options.rooms().get(room));
	}

	/**
	 * Has clients trigger in the small rooms.
	 * @param inflight in how many rooms at any time
	 * @return what was measured
	 */
	Window clientTriggers(int inflight) throws InterruptedException {
		return there(this.smallRooms).clientTriggers(inflight);
	}

	private Load select(int room) {
		Load load = there(this.rooms);
		load.selectRoom(room);
		return load;
	}

	private static Load there(@Nullable Load load) {
		if (load == null) {
			throw new IllegalStateException("No room of this kind was asked for");
		}
		return load;
	}

	@Override
	public void close() throws IOException {
		this.sessions.forEach(LoadSession::close);
		this.process.close();
	}

}
