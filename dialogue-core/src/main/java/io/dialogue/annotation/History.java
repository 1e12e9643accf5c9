package io.dialogue.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how much of an event's history a room keeps.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface History {

	/**
	 * The number of newest events that each room keeps. 0 keeps none.
	 * @return the number of events, not negative
	 */
	int limit();

}
