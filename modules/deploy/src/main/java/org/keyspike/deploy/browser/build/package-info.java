/**
 * What the translation of Java to JavaScript by TeaVM lacks. Nothing here runs in Java: it is used
 * when this module is built.
 *
 * <p>{@link org.keyspike.deploy.browser.build.StandIns} names classes of the Java library that
 * stand in for missing ones, {@link org.keyspike.deploy.browser.build.SingleFloats} rounds floats
 * as Java does.
 */
package org.keyspike.deploy.browser.build;
