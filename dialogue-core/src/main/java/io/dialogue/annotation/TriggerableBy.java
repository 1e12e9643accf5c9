package io.dialogue.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which clients may trigger an event, in every room that has it, beside
 * {@link DialogueEvent}. The room's own rules apply, too. The server may trigger it
 * always.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TriggerableBy {

	/**
	 * The words of the rule, of which one is enough to pass: {@code anyone},
	 * {@code authenticated}, {@code authority:X}, {@code creator} (who created the room),
	 * {@code user:X}, {@code user:{variable}} (whom a variable of the room's id names);
	 * or {@code nobody} alone.
	 * @return the words
	 */
	String[] value();

}
