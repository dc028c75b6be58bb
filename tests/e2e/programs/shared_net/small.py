import net

net.build(10)
