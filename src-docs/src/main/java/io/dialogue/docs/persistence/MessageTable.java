package io.dialogue.docs.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.event.EventMessage;
import io.dialogue.hook.HistoryRequest;

/**
 * The table of messages that rooms no longer keep.
 */
// tag::table[]
@Repository
class MessageTable {

	private static final TypeReference<EventMessage<Message>> TYPE = new TypeReference<>() {
	};

	private final String run = UUID.randomUUID().toString(); // <1>

	private final JdbcClient jdbc;

	private final JsonMapper json;

	MessageTable(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	@Transactional
	void insert(List<EventMessage<?>> events) {
		events.forEach((event) -> this.jdbc
			.sql("insert into message (room_id, run, number, event) values (:room, :run, :number, :event)")
			.param("room", event.roomId())
			.param("run", this.run)
			.param("number", event.offset())
			.param("event", this.json.writeValueAsString(event)) // <2>
			.update());
	}

	List<EventMessage<?>> page(HistoryRequest request) {
		return this.jdbc.sql("""
				select run, event from message
				where room_id = :room and (run <> :run or number < :before)
				order by id desc offset :start rows fetch next :count rows only
				""")
			.param("room", request.roomId())
			.param("run", this.run)
			.param("before", (request.before() != null) ? request.before() : Long.MAX_VALUE)
			.param("start", request.start())
			.param("count", request.end() - request.start())
			.<EventMessage<?>>query((row, index) -> message(row))
			.list();
	}

	@Transactional
	void delete(String roomId) {
		this.jdbc.sql("delete from message where room_id = :room").param("room", roomId).update();
	}

	private EventMessage<Message> message(ResultSet row) throws SQLException {
		EventMessage<Message> message = this.json.readValue(row.getString("event"), TYPE);
		return row.getString("run").equals(this.run) ? message : message.withOffset(null); // <3>
	}

}
// end::table[]
