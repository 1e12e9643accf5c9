package io.dialogue.benchmarks.jmh;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.client.ClientIdentity;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;

/**
 * What rules alone add to a trigger: those of seeing, keeping the seat, the room and the
 * event.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@NullUnmarked
public class AccessBenchmark {

	private final ClientIdentity identity = ClientIdentity.of("ada").withAuthorities(Set.of("player", "reader"));

	/** The words of each rule. */
	@Param({ "anyone", "authority:player", "authority:a authority:b creator user:{userId}" })
	private String words;

	private RoomDefinition room;

	private AccessRule event;

	/**
	 * Compiles the rules.
	 */
	@Setup
	public void compile() {
		this.event = AccessRule.of(this.words.split(" "));
		RoomAccess access = RoomAccess.DEFAULTS.with(AccessAction.SEE, this.event)
			.with(AccessAction.JOIN, this.event)
			.withEvents(Map.of("message", this.event));
		this.room = RoomTemplate.of("user-{userId}", "User", RoomSettings.DEFAULTS.withAccess(access))
			.define("user-ada", null);
	}

	/**
	 * Decides on one trigger.
	 * @return whether it may
	 */
	@Benchmark
	public boolean trigger() {
		RoomAccess access = this.room.access();
		return access.see().permits(this.identity, this.room)
				&& access.ruleOf(AccessAction.JOIN, null).permits(this.identity, this.room)
				&& this.event.permits(this.identity, this.room)
				&& access.ruleOf(AccessAction.TRIGGER, "message").permits(this.identity, this.room);
	}

}
